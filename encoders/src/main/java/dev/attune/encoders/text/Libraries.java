package dev.attune.encoders.text;

import dev.attune.api.DataException;

/** Says what to add where a library is not on the class path that only some users need. */
final class Libraries {
    private Libraries() {}

    static void require(String type, String transcriber, String artifacts) {
        require(Libraries.class.getClassLoader(), type, transcriber, artifacts);
    }

    static void require(ClassLoader loader, String type, String transcriber, String artifacts) {
        try {
            Class.forName(type, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new DataException(
                    "The transcriber " + transcriber + " needs a library that is not there; add " + artifacts
                            + " to the class path.",
                    e);
        }
    }
}
