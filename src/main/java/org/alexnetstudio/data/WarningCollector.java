package org.alexnetstudio.data;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Hears the JPEG reader's warning that a file ends early, which it fills up with grey. */
final class WarningCollector implements IIOReadWarningListener {
  private boolean cutShort;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    cutShort |= text.contains("premature end") || text.contains("missing eoi");
  }

  boolean cutShort() {
    return cutShort;
  }
}
