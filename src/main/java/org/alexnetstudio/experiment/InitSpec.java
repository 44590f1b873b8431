package org.alexnetstudio.experiment;

/**
 * How a layer's parameters start.
 *
 * @param std standard deviation of {@link Type#GAUSSIAN}; ignored by the others
 * @param bias value of every bias
 */
public record InitSpec(Type type, double std, double bias) {

  /** The distribution of the weights. */
  public enum Type {
    /** N(0, std), as the paper (section 5). */
    GAUSSIAN("gaussian"),
    /** N(0, sqrt(2 / fan-in)) (He et al. 2015). */
    HE("he"),
    /** U(-b, b) with b = 1 / sqrt(fan-in), for weights and biases: PyTorch's default. */
    TORCH("torch");

    private final String key;

    Type(String key) {
      this.key = key;
    }

    /** The name in the file. */
    public String key() {
      return key;
    }
  }

  /** The paper's: N(0, 0.01), bias 0. */
  public static final InitSpec PAPER = new InitSpec(Type.GAUSSIAN, 0.01, 0);

  /** Refuses values out of range. */
  public InitSpec {
    Check.range("std", std, 0, 100);
    Check.range("bias", bias, -100, 100);
  }
}
