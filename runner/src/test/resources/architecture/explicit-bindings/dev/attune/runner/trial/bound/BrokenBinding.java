package dev.attune.runner.trial.bound;

import com.google.inject.ImplementedBy;
import com.google.inject.ProvidedBy;
import com.google.inject.Provider;

@ImplementedBy(Answer.class)
interface BrokenBinding {}

final class Answer implements BrokenBinding {}

@ProvidedBy(AnswerProvider.class)
interface BrokenProvision {}

final class AnswerProvider implements Provider<BrokenProvision> {
    @Override
    public BrokenProvision get() {
        return new BrokenProvision() {};
    }
}
