package dev.attune.api.visible;

import dev.attune.api.PublicApi;
import java.util.List;

@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class BrokenDoor {
    public List<Room> rooms() {
        return List.of();
    }
}

final class Room {}
