package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is reckoned from the layer list is what the arrays of the built network have. */
class LayerTableTest {
  static List<String> presets() {
    return Presets.names();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void reckonedAndBuiltAgree(String preset) throws Exception {
    NetworkSpec spec = Presets.read(preset, Map.of()).network().withClasses(101);
    LayerTable reckoned = LayerTable.of(spec);
    try (Network network = Network.build(spec, TestEngine.cpu(), 0)) {
      NetworkTable built = NetworkTable.of(network);
      assertEquals(built.rows().size(), reckoned.rows().size());
      for (int i = 0; i < built.rows().size(); i++) {
        NetworkTable.Row expected = built.rows().get(i);
        LayerTable.Row row = reckoned.rows().get(i);
        assertEquals(expected.name(), row.name());
        assertEquals(expected.kernel(), row.window());
        assertEquals(
            expected.outputShape(), row.outputShape().stream().map(Integer::longValue).toList());
        assertEquals(expected.parameters(), row.parameters(), row.name());
        assertEquals(expected.macs(), row.macs(), row.name());
      }
      assertEquals(built.totalParameters(), reckoned.totalParameters());
      assertEquals(built.totalMacs(), reckoned.totalMacs());
      assertTrue(reckoned.trainingBytes(2) > 12 * reckoned.totalParameters());
    }
  }

  @Test
  void smallerBatchesAreThoseWhoseTrainingFits() throws Exception {
    LayerTable table = LayerTable.of(Presets.read("alexnet-2012", Map.of()).network());
    long bytes = table.trainingBytes(40);
    assertEquals(32, table.batchWithin(bytes, 128));
    assertEquals(16, table.batchWithin(bytes, 32), "it did not fit, so it is halved all the same");
    assertEquals(1, table.batchWithin(1000, 128));
    assertEquals(1, table.batchWithin(bytes, 1));
  }
}
