package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures of engines in the user's words. */
class ComputeDeviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | CUDA out of memory. Tried to allocate 2.00 GiB",
        "true | MXNet engine call failed: MXNetError: Failed to allocate CPU Memory",
        "true | std::bad_alloc",
        "true | [enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes",
        "false | MXNetError: Shape inconsistent, Provided = [11], inferred shape=(10,)"
      })
  void wantOfMemoryIsToldFromOtherFailures(boolean expected, String message) {
    assertEquals(expected, ComputeDevice.ranOutOfMemory(new EngineException(message)));
  }

  @Test
  void javasOwnCountsToo() {
    assertTrue(ComputeDevice.ranOutOfMemory(new OutOfMemoryError("Java heap space")));
  }
}
