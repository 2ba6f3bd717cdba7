using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>A tensor that is drawn anew.</summary>
public sealed record ReinitTensor
{
    /// <summary>The tensor, its role, and why it has it.</summary>
    public required ModelTensor Tensor { get; init; }

    /// <summary>The rule.</summary>
    public required IInitializer Initializer { get; init; }

    /// <summary>The weights that the rule is asked for: those of the tensor, or of its layer where it is a bias.</summary>
    public required WeightShape Weights { get; init; }

    /// <summary>Whether it takes the rule's biases.</summary>
    public required bool IsBias { get; init; }

    /// <summary>Why it is drawn by this rule, in a clause.</summary>
    public required string Why { get; init; }

    /// <summary>Decides its numbers: the fork of the request's seed by the tensor's name.</summary>
    public required Seed Seed { get; init; }

    /// <summary>Other names of the same memory, which change with it.</summary>
    public ImmutableArray<string> SharedWith { get; init; } = [];

    /// <summary>What is promised of its elements.</summary>
    public Promise Promise => IsBias ? Initializer.BiasPromise(Weights) : Initializer.Promise(Weights);
}
