namespace Evenkeel.Lab.Protocol;

/// <summary>Every weight of a layer and its gradient, from unit i of the layer before to unit j; and each unit's first twin.</summary>
internal sealed record EdgeLayer(int Layer, float[][] Weight, float[][] Gradient, float[]? Bias, float[]? BiasGradient, int[] Twins);
