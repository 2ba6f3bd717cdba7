namespace Evenkeel.Lab.Protocol;

/// <summary>A layer with weights; the output layer is the last.</summary>
internal sealed record OpenedLayer(int Layer, int FanIn, int Width);
