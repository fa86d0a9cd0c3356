package dev.attune.encoders.text;

import dev.attune.api.media.TranscriberFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the package of this test anew, as if Sphinx-4 and Vosk were not on the class path. */
final class WithoutLibraries extends ClassLoader implements AutoCloseable {
    WithoutLibraries() {
        super(WithoutLibraries.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("edu.cmu.sphinx") || name.startsWith("org.vosk")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("dev.attune.encoders.text.")) {
            return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        if (known != null) {
            return known;
        }
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Makes a transcriber, and returns what it says if that fails. */
    String create(TranscriberFactory<?> factory, Path folder) throws ReflectiveOperationException {
        Constructor<?> constructor = factory.configType().getDeclaredConstructors()[0];
        Class<?>[] types = constructor.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = types[i] == Optional.class ? Optional.empty() : types[i] == Path.class ? folder : "resource:/x";
        }
        Object config = constructor.newInstance(values);
        Method create = factory.getClass().getDeclaredMethod("create", factory.configType());
        create.setAccessible(true);
        try {
            create.invoke(factory, config);
            return "made";
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getTargetException().getMessage());
        }
    }

    @Override
    public void close() {}
}
