package org.alexnetstudio.experiment;

import java.util.Arrays;
import java.util.Optional;

/** Where labelled images come from. */
public sealed interface SourceSpec {

  /** The share of each class kept for validation where the source has no validation part. */
  double validation();

  /** The type's name in the file. */
  String type();

  /** The kinds of files and folders. */
  enum Kind {
    /** A folder of class folders; or one with {@code train/} and {@code val/} of class folders. */
    IMAGE_FOLDER("image-folder", false),
    /** A zip archive with the same layout. */
    ZIP("zip", true),
    /** A table of image path and label, with or without a heading; paths relative to the table. */
    CSV("csv", true),
    /**
     * The folder of the four IDX files of the MNIST family, plain or gzipped; the {@code t10k}
     * files are the validation part.
     */
    IDX("idx", false),
    /**
     * The folder of CIFAR-10's binary version: {@code data_batch_*.bin}, {@code test_batch.bin}
     * (validation, where there) and {@code batches.meta.txt} (names, where there).
     */
    CIFAR_BINARY("cifar-binary", false),
    /**
     * ILSVRC-2012 as it comes: {@code train/<wnid>/*.JPEG} and {@code val/}, either of class
     * folders or flat with its labels in {@code val.txt} or {@code LOC_val_solution.csv}.
     */
    IMAGENET("imagenet", false);

    private final String key;
    private final boolean file;

    Kind(String key, boolean file) {
      this.key = key;
      this.file = file;
    }

    /** The name in the experiment file. */
    public String key() {
      return key;
    }

    /** Whether it is a file, not a folder. */
    public boolean isFile() {
      return file;
    }

    /** The kind of this name. */
    static Optional<Kind> of(String key) {
      return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
  }

  private static void checkValidation(double validation) {
    if (!(validation >= 0 && validation < 1)) {
      throw new FieldException("validation", validation, "a share from 0 to below 1");
    }
  }

  /**
   * A source that lies somewhere on disk.
   *
   * @param path file or folder; a relative one is that of the experiment file's folder
   */
  record OnDisk(Kind kind, String path, double validation) implements SourceSpec {
    /** Refuses an empty path and a share out of range. */
    public OnDisk {
      Check.text("path", path);
      checkValidation(validation);
    }

    @Override
    public String type() {
      return kind.key();
    }

    /** The same source elsewhere. */
    public OnDisk withPath(String other) {
      return new OnDisk(kind, other, validation);
    }
  }

  /** Data that the program brings along: {@code fashion-mnist}, 10,000 and 2,000 images. */
  record Bundled(String name, double validation) implements SourceSpec {
    /** The one bundled set. */
    public static final String FASHION_MNIST = "fashion-mnist";

    /** The type's name in the file. */
    static final String TYPE = "bundled";

    /** Refuses an unknown name. */
    public Bundled {
      if (!name.equals(FASHION_MNIST)) {
        throw new FieldException("name", '"' + name + '"', '"' + FASHION_MNIST + '"');
      }
      checkValidation(validation);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }
}
