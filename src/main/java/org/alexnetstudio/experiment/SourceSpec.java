package org.alexnetstudio.experiment;

/** Where labelled images come from. Relative paths are those of the experiment file's folder. */
public sealed interface SourceSpec {

  /** The share of each class kept for validation where the source has no validation part. */
  double validation();

  /** The type's name in the file. */
  String type();

  /** A source that lies somewhere on disk. */
  sealed interface OnDisk extends SourceSpec {
    /** File or folder. */
    String path();

    /** The same source elsewhere. */
    OnDisk withPath(String path);
  }

  private static void check(String path, double validation) {
    Check.text("path", path);
    checkValidation(validation);
  }

  private static void checkValidation(double validation) {
    if (!(validation >= 0 && validation < 1)) {
      throw new FieldException("validation", validation, "a share from 0 to below 1");
    }
  }

  /** A folder of class folders; or one with {@code train/} and {@code val/} of class folders. */
  record ImageFolder(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public ImageFolder {
      check(path, validation);
    }

    @Override
    public String type() {
      return "image-folder";
    }

    @Override
    public OnDisk withPath(String other) {
      return new ImageFolder(other, validation);
    }
  }

  /** A zip archive with the same layout as {@link ImageFolder}. */
  record Zip(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public Zip {
      check(path, validation);
    }

    @Override
    public String type() {
      return "zip";
    }

    @Override
    public OnDisk withPath(String other) {
      return new Zip(other, validation);
    }
  }

  /**
   * The folder of CIFAR-10's binary version: {@code data_batch_*.bin}, {@code test_batch.bin}
   * (validation, where there) and {@code batches.meta.txt} (names, where there).
   */
  record CifarBinary(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public CifarBinary {
      check(path, validation);
    }

    @Override
    public String type() {
      return "cifar-binary";
    }

    @Override
    public OnDisk withPath(String other) {
      return new CifarBinary(other, validation);
    }
  }

  /**
   * The folder of the four IDX files of the MNIST family, plain or gzipped; the {@code t10k} files
   * are the validation part.
   */
  record Idx(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public Idx {
      check(path, validation);
    }

    @Override
    public String type() {
      return "idx";
    }

    @Override
    public OnDisk withPath(String other) {
      return new Idx(other, validation);
    }
  }

  /**
   * ILSVRC-2012 as it comes: {@code train/<wnid>/*.JPEG} and {@code val/}, either of class folders
   * or flat with its labels in {@code val.txt} or {@code LOC_val_solution.csv}.
   */
  record ImageNet(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public ImageNet {
      check(path, validation);
    }

    @Override
    public String type() {
      return "imagenet";
    }

    @Override
    public OnDisk withPath(String other) {
      return new ImageNet(other, validation);
    }
  }

  /** A table of image path and label, with or without a heading; paths relative to the table. */
  record Csv(String path, double validation) implements OnDisk {
    /** Refuses an empty path and a share out of range. */
    public Csv {
      check(path, validation);
    }

    @Override
    public String type() {
      return "csv";
    }

    @Override
    public OnDisk withPath(String other) {
      return new Csv(other, validation);
    }
  }

  /** Data that the program brings along: {@code fashion-mnist}, 10,000 and 2,000 images. */
  record Bundled(String name, double validation) implements SourceSpec {
    /** The one bundled set. */
    public static final String FASHION_MNIST = "fashion-mnist";

    /** Refuses an unknown name. */
    public Bundled {
      if (!name.equals(FASHION_MNIST)) {
        throw new FieldException("name", '"' + name + '"', '"' + FASHION_MNIST + '"');
      }
      checkValidation(validation);
    }

    @Override
    public String type() {
      return "bundled";
    }
  }
}
