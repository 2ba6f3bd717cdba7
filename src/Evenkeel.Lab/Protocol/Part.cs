namespace Evenkeel.Lab.Protocol;

/// <summary>Parts of a frame that a page looks at; the others are not computed.</summary>
[Flags]
internal enum Part
{
    None = 0,
    Map = 1,
    Edges = 2,
    Histograms = 4,
    Digits = 8,
    Accuracy = 16,
}
