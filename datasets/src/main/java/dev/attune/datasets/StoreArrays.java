package dev.attune.datasets;

import dev.attune.api.PublicApi;
import dev.attune.datasets.npy.NpyArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens the arrays of a store when they are read and forgets those that were not read for long.
 *
 * <p>An open array costs a mapping, of which Linux gives a process 65,530, so a store of tens of thousands of clips cannot stay open
 * as a whole. A forgotten mapping ends when the garbage collector finds it.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class StoreArrays {
    private static final int MOST = 512;

    private final Map<Path, NpyArray> open;

    /** Makes it, with nothing open. */
    public StoreArrays() {
        this(MOST);
    }

    StoreArrays(int most) {
        this.open = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, NpyArray> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Returns an array, opening it if it is not open.
     *
     * @param file the array
     * @param source how messages name it
     */
    public NpyArray get(Path file, String source) {
        synchronized (open) {
            NpyArray known = open.get(file);
            if (known != null) {
                return known;
            }
        }
        // Two threads may both open it, which costs a mapping; holding the lock would cost every other reader's time.
        NpyArray array = NpyArray.open(file, source);
        synchronized (open) {
            open.put(file, array);
        }
        return array;
    }

    int size() {
        synchronized (open) {
            return open.size();
        }
    }

    /** Forgets all arrays. */
    public void clear() {
        synchronized (open) {
            open.clear();
        }
    }
}
