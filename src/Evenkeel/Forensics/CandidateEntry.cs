using Evenkeel.Initialization;

namespace Evenkeel.Forensics;

/// <summary>An initializer that may have made a tensor.</summary>
/// <param name="Initializer">The initializer.</param>
/// <param name="Entry">Its line of a table.</param>
/// <param name="Rank">How soon a person would name it among others of the same law: defaults of the layers of PyTorch, Keras, JAX and timm first, then plain names, then other frameworks', then those with arguments.</param>
/// <param name="IsLayer">Whether it says what a layer does by itself, biases included.</param>
internal sealed record CandidateEntry(IInitializer Initializer, InitializerEntry Entry, double Rank, bool IsLayer);
