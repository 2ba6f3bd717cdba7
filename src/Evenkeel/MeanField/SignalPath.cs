using System.Collections.Immutable;
using Evenkeel.Functions;

namespace Evenkeel.MeanField;

/// <summary>A stack of dense layers as theory sees it.</summary>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Layers">The layers from the input on, the linear output layer last; each one's fan-in is the fan-out of the one before.</param>
public sealed record SignalPath(Activation Activation, ImmutableArray<SignalLayer> Layers);
