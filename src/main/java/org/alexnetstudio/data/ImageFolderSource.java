package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.StudioException;

/** Image files below a folder: those of {@code image-folder} and of {@code imagenet}. */
record ImageFolderSource(
    Path folder,
    @Override List<String> classNames,
    @Override List<SourceImage> images,
    @Override List<RejectedImage> missing)
    implements ImageSource {

  static ImageFolderSource open(Path folder, BooleanSupplier cancelled)
      throws IOException, StudioException {
    ClassFolders classes = ClassFolders.of(FileTree.of(folder, cancelled), folder.toString());
    return new ImageFolderSource(folder, classes.classNames(), classes.images(), List.of());
  }

  @Override
  public byte[] read(int number, ImageDecoder decoder) throws IOException, StudioException {
    String name = images.get(number).name();
    return decoder.decode(ImageDecoder.readFile(folder.resolve(name)), name);
  }
}
