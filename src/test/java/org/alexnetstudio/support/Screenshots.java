package org.alexnetstudio.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** Pictures of what the window shows. */
public final class Screenshots {
  private static final Path FOLDER = Path.of("target", "screenshots");

  private Screenshots() {}

  /** Writes {@code target/screenshots/<name>.png}. */
  public static void save(Window window, String name) throws Exception {
    WritableImage image =
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.getScene().snapshot(null));
    write(image, name);
  }

  /** The node's pixels. */
  public static int[] pixels(Node node) {
    return pixels(WaitForAsyncUtils.waitForAsyncFx(10_000, () -> node.snapshot(null, null)));
  }

  private static int[] pixels(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return pixels;
  }

  private static void write(WritableImage image, String name) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels(image), 0, width);
    Files.createDirectories(FOLDER);
    ImageIO.write(picture, "png", FOLDER.resolve(name + ".png").toFile());
  }
}
