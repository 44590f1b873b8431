package org.alexnetstudio.experiment;

/** One layer of the network, named. */
public sealed interface LayerSpec {
  /** Unique in its network; also the first part of its parameters' names. */
  String name();

  /** The type's name in the file. */
  String type();

  /**
   * Shape of the output for an input of the given shape.
   *
   * @throws FieldException where the layer does not fit the input
   */
  default ImageShape outputShape(ImageShape input) {
    return input;
  }

  /** Whether its input must have rows and columns, which a fully connected layer takes away. */
  default boolean needsImage() {
    return !(this instanceof FullyConnected
        || this instanceof Relu
        || this instanceof Tanh
        || this instanceof Dropout);
  }

  /** How many weights it has for an input of the given shape. */
  default long weights(ImageShape input) {
    return 0;
  }

  private static void checkName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      throw new FieldException(
          "name", '"' + name + '"', "a letter, then up to 63 letters, digits, '_' or '-'");
    }
  }

  /**
   * Where a window slides.
   *
   * @param ceil whether a last window that hangs over the edge counts (Caffe and the 2012 code) or
   *     not
   */
  private static int windows(int size, int kernel, int stride, int pad, boolean ceil) {
    int padded = size + 2 * pad;
    if (kernel > padded) {
      throw new FieldException(
          "kernel",
          kernel,
          "at most " + padded + (pad > 0 ? " (its size with the padding)" : " (its size)"));
    }
    int free = padded - kernel;
    int windows = (ceil ? Math.floorDiv(free + stride - 1, stride) : free / stride) + 1;
    // As in Caffe: the last window starts inside the image or its left padding.
    return ceil && (windows - 1) * stride >= size + pad ? windows - 1 : windows;
  }

  /** Convolution: {@code filters} kernels of {@code kernel} x {@code kernel} pixels. */
  record Conv(String name, int filters, int kernel, int stride, int pad, int groups, InitSpec init)
      implements LayerSpec {
    /** Refuses values out of range. */
    public Conv {
      checkName(name);
      Check.range("filters", filters, 1, 65536);
      Check.range("kernel", kernel, 1, 512);
      Check.range("stride", stride, 1, 512);
      Check.range("pad", pad, 0, 512);
      Check.range("groups", groups, 1, 1024);
      if (filters % groups != 0) {
        throw new FieldException("groups", groups, "a divisor of filters, " + filters);
      }
    }

    @Override
    public String type() {
      return "conv";
    }

    @Override
    public long weights(ImageShape input) {
      return (long) filters * (input.channels() / groups) * kernel * kernel;
    }

    @Override
    public ImageShape outputShape(ImageShape input) {
      if (input.channels() % groups != 0) {
        throw new FieldException(
            "groups", groups, "a divisor of the " + input.channels() + " input channels");
      }
      return new ImageShape(
          filters,
          windows(input.height(), kernel, stride, pad, false),
          windows(input.width(), kernel, stride, pad, false));
    }
  }

  /** max(0, x). */
  record Relu(String name) implements LayerSpec {
    /** Refuses a malformed name. */
    public Relu {
      checkName(name);
    }

    @Override
    public String type() {
      return "relu";
    }
  }

  /** tanh(x), what the paper compares ReLU with (figure 1). */
  record Tanh(String name) implements LayerSpec {
    /** Refuses a malformed name. */
    public Tanh {
      checkName(name);
    }

    @Override
    public String type() {
      return "tanh";
    }
  }

  /**
   * Local response normalisation across channels (paper, section 3.3): x / (k + alpha/n * sum of
   * x^2 over n neighbouring channels)^beta. As in the 2012 code, Caffe and MXNet, alpha is divided
   * by n.
   */
  record Lrn(String name, double k, int n, double alpha, double beta) implements LayerSpec {
    /** Refuses values out of range. */
    public Lrn {
      checkName(name);
      Check.positive("k", k, 1000);
      Check.range("n", n, 1, 255);
      if (n % 2 == 0) {
        throw new FieldException("n", n, "an odd number: the channel and as many on each side");
      }
      Check.range("alpha", alpha, 0, 1000);
      Check.range("beta", beta, 0, 10);
    }

    @Override
    public String type() {
      return "lrn";
    }
  }

  /** Maximum over windows; overlapping where stride is below kernel (paper, section 3.4). */
  record MaxPool(String name, int kernel, int stride, int pad, boolean ceil) implements LayerSpec {
    /** Refuses values out of range. */
    public MaxPool {
      checkName(name);
      checkPool(kernel, stride, pad);
    }

    @Override
    public String type() {
      return "maxpool";
    }

    @Override
    public ImageShape outputShape(ImageShape input) {
      return pooled(input, kernel, stride, pad, ceil);
    }
  }

  /** Mean over windows; padding does not count. */
  record AvgPool(String name, int kernel, int stride, int pad, boolean ceil) implements LayerSpec {
    /** Refuses values out of range. */
    public AvgPool {
      checkName(name);
      checkPool(kernel, stride, pad);
    }

    @Override
    public String type() {
      return "avgpool";
    }

    @Override
    public ImageShape outputShape(ImageShape input) {
      return pooled(input, kernel, stride, pad, ceil);
    }
  }

  private static void checkPool(int kernel, int stride, int pad) {
    Check.range("kernel", kernel, 1, 512);
    Check.range("stride", stride, 1, 512);
    Check.range("pad", pad, 0, 256);
    if (2 * pad > kernel) {
      throw new FieldException("pad", pad, "at most half the kernel, " + kernel / 2);
    }
  }

  private static ImageShape pooled(
      ImageShape input, int kernel, int stride, int pad, boolean ceil) {
    return new ImageShape(
        input.channels(),
        windows(input.height(), kernel, stride, pad, ceil),
        windows(input.width(), kernel, stride, pad, ceil));
  }

  /** Mean over a grid of {@code size} x {@code size} cells, whatever the input's size is. */
  record AdaptiveAvgPool(String name, int size) implements LayerSpec {
    /** Refuses values out of range. */
    public AdaptiveAvgPool {
      checkName(name);
      Check.range("size", size, 1, 512);
    }

    @Override
    public String type() {
      return "adaptiveavgpool";
    }

    @Override
    public ImageShape outputShape(ImageShape input) {
      return new ImageShape(input.channels(), size, size);
    }
  }

  /**
   * In training sets each number to 0 with probability {@code rate} and divides the others by (1 -
   * rate); otherwise passes through. The paper (section 4.2) multiplies by one half at test time
   * instead, which is the same in expectation.
   */
  record Dropout(String name, double rate) implements LayerSpec {
    /** Refuses a rate outside [0, 1). */
    public Dropout {
      checkName(name);
      if (!(rate >= 0 && rate < 1)) {
        throw new FieldException("rate", rate, "0 to below 1");
      }
    }

    @Override
    public String type() {
      return "dropout";
    }
  }

  /** Fully connected; an image before it is flattened in the order channel, row, column. */
  record FullyConnected(String name, int units, InitSpec init) implements LayerSpec {
    /** In place of {@code units}: as many as the data has classes. In the file: "classes". */
    public static final int CLASSES = 0;

    /** Refuses values out of range. */
    public FullyConnected {
      checkName(name);
      Check.range("units", units, 0, 1 << 20);
    }

    @Override
    public String type() {
      return "fc";
    }

    @Override
    public long weights(ImageShape input) {
      return units * input.numbers();
    }

    @Override
    public ImageShape outputShape(ImageShape input) {
      return new ImageShape(Math.max(1, units), 1, 1);
    }
  }
}
