package dev.attune.runner.study.verified;

import dev.attune.testkit.FusionContract;

final class BrokenVerifier {
    String name(FusionContract contract) {
        return contract.toString();
    }
}
