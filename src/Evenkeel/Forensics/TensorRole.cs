namespace Evenkeel.Forensics;

/// <summary>What a tensor does in its model.</summary>
public enum TensorRole
{
    /// <summary>Nothing says what it does.</summary>
    Unknown,

    /// <summary>The weights of a dense layer.</summary>
    Dense,

    /// <summary>The kernels of a convolution, grouped ones too.</summary>
    Convolution,

    /// <summary>The kernels of a convolution in which each channel has its own.</summary>
    Depthwise,

    /// <summary>The kernels of a transposed convolution.</summary>
    Transposed,

    /// <summary>A row for each word or place.</summary>
    Embedding,

    /// <summary>Matrices stacked along the outputs: queries, keys and values, or the gates of a recurrent layer.</summary>
    Packed,

    /// <summary>The factor A of a low-rank adaption.</summary>
    LoraA,

    /// <summary>The factor B of a low-rank adaption, zero at the start.</summary>
    LoraB,

    /// <summary>What is added to the units of a layer.</summary>
    Bias,

    /// <summary>What a normalization multiplies by.</summary>
    NormScale,

    /// <summary>What a normalization adds.</summary>
    NormShift,

    /// <summary>A running mean of a normalization, 0 at the start.</summary>
    RunningMean,

    /// <summary>A running variance of a normalization, 1 at the start.</summary>
    RunningVariance,

    /// <summary>Whole numbers: a counter, indices, a shape.</summary>
    Constant,
}
