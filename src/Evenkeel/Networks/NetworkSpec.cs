using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Evenkeel.Networks;

/// <summary>A stack of dense layers, plain or with residual branches; inputs and outputs come from the data.</summary>
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

    /// <summary>The layers of each residual branch, m ≥ 1; 0 for a plain stack.</summary>
    /// <value>With m, the first hidden layer is an ordinary one, and each m that follow compute <c>x ← x + W_m·φ(… φ(W_1·x))</c>: there are 1 + m·L hidden layers of one width.</value>
    /// <remarks>JSON holds it only where there are branches, so that a plain network's is the same with or without this field.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Branch { get; init; }

    /// <summary>The residual branches, L; 0 in a plain stack.</summary>
    /// <value>What <see cref="Hidden"/> and <see cref="Branch"/> come to, whether or not they fit each other.</value>
    [JsonIgnore]
    public int Branches => Branch < 1 ? 0 : Math.Max(0, (Hidden.Length - 1) / Branch);

    /// <summary>Says why <see cref="Hidden"/> and <see cref="Branch"/> do not fit each other.</summary>
    /// <value>One sentence with the way out; null where they do.</value>
    [JsonIgnore]
    internal string? BranchRefusal
    {
        get
        {
            if (Branch < 0) return $"A residual branch needs 1 layer or more, or 0 for a plain stack, but got {Branch}.";
            if (Branch == 0) return null;
            string rule = $"Residual branches of {Branch} layer{(Branch == 1 ? "" : "s")} need a first hidden layer and {Branch} more for each branch, all of one width";
            if (Hidden.Length <= Branch || (Hidden.Length - 1) % Branch != 0)
            {
                int fewer = 1 + Branch * Branches, more = fewer + Branch;
                return $"{rule}, but got {Hidden.Length} hidden layer{(Hidden.Length == 1 ? "" : "s")}; take {(fewer > 1 ? $"{fewer} or {more}" : $"{more}")}.";
            }

            foreach (int width in Hidden)
            {
                if (width != Hidden[0]) return $"{rule}, but got layers of {Hidden[0]} and {width} units; take one width for all.";
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public bool Equals(NetworkSpec? other) =>
        other is not null && Hidden.AsSpan().SequenceEqual(other.Hidden.AsSpan())
        && (Activation, Loss, Bias, Outputs, Branch) == (other.Activation, other.Loss, other.Bias, other.Outputs, other.Branch);

    /// <inheritdoc/>
    public override int GetHashCode() => (Hidden.Length, Activation.Length, Loss, Bias, Outputs, Branch).GetHashCode();
}
