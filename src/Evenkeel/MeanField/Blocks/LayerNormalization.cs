namespace Evenkeel.MeanField.Blocks;

/// <summary>Over what a layer's pre-activations are normalized to mean 0 and variance 1.</summary>
public enum LayerNormalization
{
    /// <summary>Over the units of each sample (layer normalization).</summary>
    Units,

    /// <summary>Over the samples of a large batch, each unit for itself (batch normalization).</summary>
    Batch,
}
