package org.alexnetstudio.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Images whose pixels need no decoding, all of one size and kept in memory as they lie in their
 * files.
 */
final class RawSource implements ImageSource {

  /**
   * One file's images.
   *
   * @param name "train" or "test"
   * @param pixels the file
   * @param offset where the pixels of the first image begin
   * @param stride bytes from one image's pixels to the next one's
   */
  record Part(
      String name,
      boolean validation,
      String stamp,
      byte[] pixels,
      int offset,
      int stride,
      int[] labels,
      int channels,
      int height,
      int width) {}

  private record Place(Part part, int index) {}

  private final List<String> classNames;
  private final List<SourceImage> images = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  RawSource(List<String> classNames, List<Part> parts) {
    this.classNames = List.copyOf(classNames);
    for (Part part : parts) {
      for (int i = 0; i < part.labels.length; i++) {
        String name = part.name + " #" + i;
        images.add(new SourceImage(name, part.labels[i], part.validation, part.stamp));
        places.add(new Place(part, i));
      }
    }
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public List<SourceImage> images() {
    return images;
  }

  @Override
  public byte[] read(int number, ImageDecoder decoder) {
    Place place = places.get(number);
    Part part = place.part;
    return decoder.fit(
        new PlanarRows(
            part.pixels,
            part.offset + place.index * part.stride,
            part.channels,
            part.width,
            part.height));
  }
}
