namespace Evenkeel.Probing;

/// <summary>What a probe reads beside moments, saturated and dead shares and exactly symmetric units, which it always reads.</summary>
[Flags]
public enum Readings
{
    /// <summary>Nothing more: what a run can afford at every step.</summary>
    Moments = 0,

    /// <summary>Counts of pre-activations, activations, gradients, weights and weight gradients.</summary>
    Histograms = 1,

    /// <summary>Quantiles of pre-activations, activations and ∂C/∂z.</summary>
    Quantiles = 2,

    /// <summary>Units that point nearly the same way, or the opposite one.</summary>
    NearSymmetry = 4,

    /// <summary>The number of directions that the activations fill.</summary>
    EffectiveRank = 8,

    /// <summary>How alike two inputs are, in the data and in each layer.</summary>
    Correlation = 16,

    /// <summary>The singular values of ∂output/∂input at the first sample.</summary>
    Jacobian = 32,

    /// <summary>The batch as theory sees it, so that a prediction can stand beside the reading.</summary>
    Batch = 64,

    /// <summary>All of these.</summary>
    All = Histograms | Quantiles | NearSymmetry | EffectiveRank | Correlation | Jacobian | Batch,
}
