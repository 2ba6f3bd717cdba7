namespace Evenkeel.Lab.Protocol;

/// <summary>Width, height and channels of an image.</summary>
internal sealed record ImageSize(int Width, int Height, int Channels);
