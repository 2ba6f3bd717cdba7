using Evenkeel.Initialization;

namespace Evenkeel.Forensics;

/// <summary>An initializer that may have made a tensor.</summary>
/// <param name="Initializer">The initializer.</param>
/// <param name="Entry">Its line of a table.</param>
/// <param name="Rank">How soon a person would name it among others of the same law: defaults of layers first, PyTorch's before others', then plain names, then those with arguments.</param>
internal sealed record CandidateEntry(IInitializer Initializer, InitializerEntry Entry, double Rank)
{
    /// <summary>Whether it says what a layer does by itself, biases included.</summary>
    public bool IsLayer => Rank < 50;
}
