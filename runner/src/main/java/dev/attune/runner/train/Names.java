package dev.attune.runner.train;

import java.util.HashSet;
import java.util.Set;

/** Makes identifiers of TorchScript out of names of any kind, different ones out of different ones. */
final class Names {
    private final Set<String> taken = new HashSet<>();

    Names() {}

    /**
     * Makes an identifier.
     *
     * @param name has a part after a dot or an underscore, so that it is no word of the language
     */
    String unique(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        String identifier = Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        String free = identifier;
        for (int i = 2; !taken.add(free); i++) {
            free = identifier + "_" + i;
        }
        return free;
    }
}
