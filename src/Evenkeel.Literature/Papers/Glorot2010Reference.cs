using System.Collections.Immutable;

namespace Evenkeel.Literature.Papers;

/// <summary>Standard deviations by layer of Glorot and Bengio's networks before training as numpy gave them: means over 20 seeds of images and weights that are not ours (<c>tests/oracle/glorot2010</c>).</summary>
/// <param name="Label">What the network is called.</param>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Scheme">How it starts.</param>
/// <param name="Activations">Of the activations.</param>
/// <param name="BackPropagated">Of ∂C/∂z.</param>
/// <param name="WeightGradients">Of ∂C/∂W.</param>
internal sealed record Glorot2010Reference(
    string Label, string Activation, string Scheme, ImmutableArray<double> Activations, ImmutableArray<double> BackPropagated, ImmutableArray<double> WeightGradients)
{
    /// <summary>The five networks: tanh first, standard before normalized.</summary>
    public static ImmutableArray<Glorot2010Reference> Rows { get; } =
    [
        new("tanh, standard", "tanh", "uniform", [0.3083, 0.1716, 0.09758, 0.05597, 0.0322], [0.5608e-5, 1.061e-5, 1.892e-5, 3.303e-5, 5.729e-5], [5.124e-5, 5.125e-5, 5.133e-5, 5.128e-5, 5.111e-5]),
        new("tanh, normalized", "tanh", "glorot-uniform", [0.4565, 0.3817, 0.3343, 0.3012, 0.2764], [8.09e-5, 9.561e-5, 10.87e-5, 12.03e-5, 13.09e-5], [101.2e-5, 100.7e-5, 99.85e-5, 98.81e-5, 97.74e-5]),
        new("softsign, standard", "softsign", "uniform", [0.2248, 0.1071, 0.05594, 0.03057, 0.01711], [0.3317e-5, 0.8006e-5, 1.633e-5, 3.08e-5, 5.584e-5], [2.814e-5, 2.739e-5, 2.722e-5, 2.713e-5, 2.704e-5]),
        new("softsign, normalized", "softsign", "glorot-uniform", [0.317, 0.2136, 0.1604, 0.1283, 0.1069], [3.409e-5, 5.393e-5, 7.496e-5, 9.638e-5, 11.8e-5], [29.26e-5, 28e-5, 27.34e-5, 26.94e-5, 26.59e-5]),
        new("sigmoid, standard", "sigmoid", "uniform", [0.08462, 0.07158, 0.07091, 0.07095, 0.0713], [0.0005616e-5, 0.004007e-5, 0.02835e-5, 0.2001e-5, 1.412e-5], [0.005285e-5, 0.104e-5, 0.7404e-5, 5.283e-5, 37.21e-5]),
    ];
}
