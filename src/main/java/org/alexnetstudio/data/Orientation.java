package org.alexnetstudio.data;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.List;

/**
 * How the camera was held: the orientation tag of Exif and TIFF, 1 to 8.
 *
 * @param tag 1 is upright; 2, 4, 5 and 7 are mirror images; 5 to 8 lie on their side
 */
record Orientation(int tag) {
  private static final Orientation UPRIGHT = new Orientation(1);

  /** The orientation that a JPEG or TIFF file names; upright where none can be read. */
  static Orientation of(byte[] encoded) {
    try {
      if (startsWith(encoded, 0xff, 0xd8)) {
        List<JPEGSegment> exif =
            JPEGSegmentUtil.readSegments(new ByteArrayImageInputStream(encoded), JPEG.APP1, "Exif");
        if (!exif.isEmpty()) {
          byte[] data = exif.get(0).data().readAllBytes();
          // One byte of padding stands between the identifier and the TIFF structure.
          return of(new ByteArrayImageInputStream(data, 1, data.length - 1));
        }
      } else if (startsWith(encoded, 'I', 'I', 42, 0) || startsWith(encoded, 'M', 'M', 0, 42)) {
        return of(new ByteArrayImageInputStream(encoded));
      }
    } catch (IOException | RuntimeException broken) {
      // A broken Exif block is common and says nothing about the pixels.
      return UPRIGHT;
    }
    return UPRIGHT;
  }

  private static Orientation of(ByteArrayImageInputStream tiff) throws IOException {
    Directory directory = new TIFFReader().read(tiff);
    Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
    return entry != null
            && entry.getValue() instanceof Number tag
            && tag.intValue() >= 1
            && tag.intValue() <= 8
        ? new Orientation(tag.intValue())
        : UPRIGHT;
  }

  private static boolean startsWith(byte[] encoded, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= encoded.length || (encoded[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the stored columns run against the upright picture's axis that they become. */
  boolean mirrorsColumns() {
    return tag == 2 || tag == 3 || tag == 7 || tag == 8;
  }

  /** Whether the stored rows run against the upright picture's axis that they become. */
  boolean mirrorsRows() {
    return tag == 3 || tag == 4 || tag == 6 || tag == 7;
  }

  /** Whether the picture lies on its side: its columns are stored as rows. */
  boolean transposes() {
    return tag >= 5;
  }

  /** Turns a planar square of {@code side} pixels upright. */
  byte[] upright(byte[] square, int channels, int side) {
    return upright(square, channels, side, side);
  }

  /** Turns a planar picture upright, which was stored as {@code height} x {@code width} pixels. */
  byte[] upright(byte[] stored, int channels, int width, int height) {
    if (tag == 1) {
      return stored;
    }
    byte[] turned = new byte[stored.length];
    int columns = transposes() ? height : width;
    int rows = transposes() ? width : height;
    for (int c = 0; c < channels; c++) {
      int plane = c * width * height;
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int column = transposes() ? y : x;
          int row = transposes() ? x : y;
          int from =
              (mirrorsRows() ? height - 1 - row : row) * width
                  + (mirrorsColumns() ? width - 1 - column : column);
          turned[plane + y * columns + x] = stored[plane + from];
        }
      }
    }
    return turned;
  }
}
