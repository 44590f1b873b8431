package org.alexnetstudio.ui.explore;

import javafx.scene.image.ImageView;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.ui.fx.Raster;

/** A kernel's channels, a cell each; of 3 channels one cell in colour. */
final class KernelCells extends Cells {
  private static final int LARGEST_SCALE = 16;

  private final ImageView image = new ImageView();
  private final int side;
  private int step = 1;

  /** About so wide, and not much higher. */
  KernelCells(int side) {
    this.side = side;
    getChildren().add(0, image);
  }

  void show(Kernel kernel) {
    int scale = LARGEST_SCALE;
    KernelSheet sheet = sheet(kernel, scale);
    while (scale > 1 && tooLarge(sheet, scale)) {
      scale--;
      sheet = sheet(kernel, scale);
    }
    step = kernel.size() * scale + KernelSheet.GAP;
    image.setImage(Raster.imageOf(sheet.picture(scale)));
    divide(sheet.rows(), sheet.columns());
  }

  private KernelSheet sheet(Kernel kernel, int scale) {
    int most = (side + KernelSheet.GAP) / (kernel.size() * scale + KernelSheet.GAP);
    int tiles = KernelSheet.coloured(kernel) ? 1 : kernel.channels();
    return new KernelSheet(kernel, Math.max(1, Math.min(most, tiles)));
  }

  private boolean tooLarge(KernelSheet sheet, int scale) {
    int size = sheet.kernel().size() * scale + KernelSheet.GAP;
    return size > side + KernelSheet.GAP || sheet.rows() * size > side + KernelSheet.GAP;
  }

  @Override
  double cellWidth() {
    return step;
  }

  @Override
  double cellHeight() {
    return step;
  }
}
