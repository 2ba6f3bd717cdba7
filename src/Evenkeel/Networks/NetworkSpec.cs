using System.Collections.Immutable;

namespace Evenkeel.Networks;

/// <summary>A stack of dense layers; inputs and outputs come from the data.</summary>
public sealed record NetworkSpec
{
    /// <summary>Widths of the hidden layers, from the input on; none for a linear model: logistic regression, a linear SVM, linear regression.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [];

    /// <summary>The hidden layers' activation, as <see cref="Functions.Activations.Parse"/> reads it.</summary>
    public string Activation { get; init; } = "tanh";

    /// <summary>What training makes small.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Whether layers have biases, which start at 0.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The number of outputs; 0 takes it from the data: one a class, one alone for two classes, one a target value for regression.</summary>
    public int Outputs { get; init; }

    /// <inheritdoc/>
    public bool Equals(NetworkSpec? other) =>
        other is not null && Hidden.AsSpan().SequenceEqual(other.Hidden.AsSpan())
        && (Activation, Loss, Bias, Outputs) == (other.Activation, other.Loss, other.Bias, other.Outputs);

    /// <inheritdoc/>
    public override int GetHashCode() => (Hidden.Length, Activation.Length, Loss, Bias, Outputs).GetHashCode();
}
