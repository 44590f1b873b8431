package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which maps are shown, and that a choice outlives a snapshot. */
class MapsModelTest {
  private final SimpleObjectProperty<@Nullable Snapshot> snapshot = new SimpleObjectProperty<>();
  private final MapsModel model = new MapsModel(snapshot, new SimpleStringProperty(""));

  @Test
  void nothingIsShownBeforeTheFirstSnapshot() {
    assertNull(model.maps().get());
    assertEquals("", model.subtitle().get());
    model.moveLayer(1);
    model.moveImage(-1);
    assertNull(model.layer().get());
  }

  @Test
  void firstImageAndFirstLayerAreShownFirst() {
    snapshot.set(Synthetic.snapshot(20, "a/one.png", "a/two.png"));
    assertEquals(List.of("a/one.png", "a/two.png"), model.images().get());
    assertEquals("a/one.png", model.image().get());
    assertEquals("conv1", model.layer().get());
    assertEquals("ant · 96 × 55 × 55", model.subtitle().get());
  }

  @Test
  void choicesOutliveSnapshots() {
    snapshot.set(Synthetic.snapshot(20, "a/one.png", "a/two.png"));
    model.image().set("a/two.png");
    model.layer().set("fc6");
    Snapshot next = Synthetic.snapshot(40, "a/one.png", "a/two.png");
    snapshot.set(next);
    assertEquals("a/two.png", model.image().get());
    assertEquals("fc6", model.layer().get());
    assertEquals(next.probes().get(1).maps().get(2), model.maps().get());
    assertEquals("ant · 1024 units", model.subtitle().get());
  }

  @Test
  void whatIsGoneGivesWayToTheFirst() {
    snapshot.set(Synthetic.snapshot(20, "a/one.png", "a/two.png"));
    model.image().set("a/two.png");
    snapshot.set(Synthetic.snapshot(40, "b/three.png"));
    assertEquals("b/three.png", model.image().get());
    assertNotNull(model.maps().get());
    snapshot.set(null);
    assertNull(model.maps().get());
  }

  @Test
  void pathsOfOtherSystemsAreNamesAsTheyStand() {
    assertEquals("one.png", MapsModel.fileName("a/one.png"));
    assertEquals("a\u0000b", MapsModel.fileName("a\u0000b"));
  }

  @Test
  void layersAndPicturesAreWalkedThroughToTheirEnds() {
    snapshot.set(Synthetic.snapshot(20, "a/one.png", "a/two.png"));
    model.moveLayer(-1);
    assertEquals("conv1", model.layer().get());
    for (int i = 0; i < 5; i++) {
      model.moveLayer(1);
    }
    assertEquals("fc6", model.layer().get());
    model.moveImage(1);
    model.moveImage(1);
    assertEquals("a/two.png", model.image().get());
  }

  @Test
  void aSnapshotWithoutMapsShowsThePictureAlone() {
    snapshot.set(
        new Snapshot(
            1,
            20,
            1,
            null,
            List.of(new ProbeSnapshot("a/one.png", Synthetic.top(0.5), List.of()))));
    assertNull(model.maps().get());
    assertEquals("a/one.png", model.image().get());
    assertEquals("ant", model.subtitle().get());
  }
}
