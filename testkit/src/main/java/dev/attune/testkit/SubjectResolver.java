package dev.attune.testkit;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/** Gives a contract its subject, which the session carries, as the argument of its constructor. */
final class SubjectResolver implements ParameterResolver {
    private static final String SUBJECT = "subject";

    /** Says what the contracts that are run in a session are about. */
    static void give(LauncherSession session, Object subject) {
        session.getStore().put(Namespace.create(SubjectResolver.class), SUBJECT, subject);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isInstance(subject(context));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return subject(context);
    }

    private static Object subject(ExtensionContext context) {
        return requireNonNull(
                context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(SubjectResolver.class))
                        .get(SUBJECT),
                "no subject was given to the session");
    }
}
