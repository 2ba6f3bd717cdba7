using System.Collections.Immutable;

namespace Evenkeel.Literature.Papers;

/// <summary>A network of Glorot and Bengio's Table 1, Shapeset column.</summary>
/// <param name="Name">As the paper calls it; N is for the normalized start.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Scheme">How it starts.</param>
/// <param name="Paper">The paper's test error, %, over 10,000 images.</param>
/// <param name="Standard">That of an independent computation of the standard size, mean of three seeds, %.</param>
internal sealed record Glorot2010Arm(string Name, string Activation, string Scheme, double Paper, double Standard)
{
    /// <summary>Softsign from the standard start.</summary>
    public static readonly Glorot2010Arm Softsign = new("Softsign", "softsign", "uniform", 16.27, 49.0);

    /// <summary>Softsign from the normalized start.</summary>
    public static readonly Glorot2010Arm SoftsignN = new("Softsign N", "softsign", "glorot-uniform", 16.06, 48.4);

    /// <summary>Tanh from the standard start.</summary>
    public static readonly Glorot2010Arm Tanh = new("Tanh", "tanh", "uniform", 27.15, 54.4);

    /// <summary>Tanh from the normalized start.</summary>
    public static readonly Glorot2010Arm TanhN = new("Tanh N", "tanh", "glorot-uniform", 15.60, 48.2);

    /// <summary>Sigmoid, which the paper starts in the standard way only.</summary>
    public static readonly Glorot2010Arm Sigmoid = new("Sigmoid", "sigmoid", "uniform", 82.61, 82.6);

    /// <summary>All, in the paper's order.</summary>
    public static ImmutableArray<Glorot2010Arm> All { get; } = [Softsign, SoftsignN, Tanh, TanhN, Sigmoid];

    /// <summary>Its runs.</summary>
    public Run[] Of(IEnumerable<Run> runs) => [.. runs.Where(run => run.Spec.Network.Activation == Activation && run.Spec.Scheme == Scheme)];
}
