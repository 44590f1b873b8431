package org.alexnetstudio.support;

import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;

/** The engine that the tests of network, training and inspect run on. */
public final class TestEngine {
  /** MXNet, or what the profile pytorch says. */
  public static final String NAME = System.getProperty("alexnetstudio.test.engine", "MXNet");

  private TestEngine() {}

  /** Its CPU. */
  public static ComputeDevice cpu() throws StudioException {
    return ComputeDevice.open(NAME, "cpu");
  }
}
