package org.alexnetstudio.export;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;

/** The filters of a convolution, each on its own scale; towers lie apart. */
final class FiltersPicture {
  private static final int SIDE = 44;

  private FiltersPicture() {}

  static BufferedImage draw(FilterBank bank, int step) {
    return TileSheet.of(bank.filters(), bank.groups(), bank.kernel(), bank.kernel(), SIDE)
        .draw(
            List.of(
                String.format(Locale.ROOT, "%s after step %,d", bank.layer(), step),
                String.format(
                    Locale.ROOT,
                    "%d filters, %d x %d x %d; grey is 0, each on its own scale",
                    bank.filters(),
                    bank.kernel(),
                    bank.kernel(),
                    bank.channels())),
            0,
            filter -> FilterRaster.argb(bank, filter, FilterRaster.limit(bank, filter)));
  }
}
