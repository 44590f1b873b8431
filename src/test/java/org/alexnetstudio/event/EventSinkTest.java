package org.alexnetstudio.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSinkTest {
  @Test
  void allHandsEachEventToEachSinkInOrder() {
    List<String> calls = new ArrayList<>();
    EventSink sink = EventSink.all(e -> calls.add("a" + e.step()), e -> calls.add("b" + e.step()));
    sink.accept(new CheckpointEvent(0, 1, 1, "latest"));
    sink.accept(new CheckpointEvent(0, 2, 1, "latest"));
    assertEquals(List.of("a1", "b1", "a2", "b2"), calls);
  }

  @Test
  void aPlaceThatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CheckpointEvent(0, -1, 1, "latest"));
    assertThrows(IllegalArgumentException.class, () -> new CheckpointEvent(0, 0, 0, "latest"));
  }

  @Test
  void theListOfAProbeIsItsOwn() {
    List<Prediction> top = new ArrayList<>(List.of(new Prediction(0, "cat", 1)));
    ProbeEvent event = new ProbeEvent(0, 1, 1, "cat.png", top);
    top.clear();
    assertEquals(1, event.top().size());
  }
}
