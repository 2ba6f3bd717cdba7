using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Diagnosis;

/// <summary>The start that keeps signal and gradients in a network's own widths and for its own inputs, as <see cref="TwoSidedSolver"/> finds it; with residual branches, Fixup; with sines of a frequency above 1, their own.</summary>
/// <param name="Network">The network.</param>
/// <param name="Inputs">The second moment of its inputs.</param>
/// <param name="Activation">Its activation, or the one to take instead where no variance of weights and biases serves its own.</param>
/// <param name="Layers">The variances of weights and biases, the output layer's last.</param>
/// <remarks>Where the second moment alone counts, a start that keeps <c>sin(30·z)</c> within its straight part is as good as any, and learns no more than a linear network: hence that of Sitzmann and others, 2020, https://arxiv.org/abs/2006.09661.</remarks>
internal sealed record Cure(Network Network, double Inputs, Activation Activation, ImmutableArray<SignalLayer> Layers)
{
    private const string FixupName = "fixup-network";

    /// <summary>How far two σw² may lie apart to be written as one.</summary>
    private const double Suitable = 1e-3;

    /// <summary>Whether the activation is another than the network's.</summary>
    public bool IsAnother => Activation.Name != Network.Function.Name;

    /// <summary>Whether the network is one of sines, whose first layer spreads its inputs over several periods.</summary>
    public bool IsOfSines => !HasBranches && IsSines(Activation);

    /// <summary>The rule that draws all layers, as people type it; null where layers differ or biases are drawn too.</summary>
    public string? Scheme => IsOfSines ? null : Gain switch
    {
        null => null,
        { } gain when Math.Abs(gain - 1) < Suitable => "xavier",
        { } gain when Math.Abs(gain - 2) < Suitable => "he-normal",
        { } gain => $"variance-scaling({Texts.Number(gain)})",
    };

    /// <summary>σw² of all hidden layers where it is the same and biases are 0; else null.</summary>
    public double? Gain =>
        Layers[..^1].All(layer => layer.BiasVariance == 0 && Math.Abs(layer.SigmaW2 / Layers[0].SigmaW2 - 1) < Suitable) ? Layers[0].SigmaW2 : null;

    /// <summary>Whether the network has residual branches, which start as 0.</summary>
    public bool HasBranches => Network.Spec.Branches > 0;

    /// <summary>The start by name, as people type it; <c>auto</c> where it is no rule for all layers.</summary>
    public string Start => HasBranches ? FixupName : IsOfSines ? $"places(first=siren-first, hidden={HiddenSines(Activation)})" : Scheme ?? "auto";

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Advice => HasBranches
        ? $"{(IsAnother ? $"Take {Activation.Name} and start" : "Start")} with {FixupName}, with which every residual branch begins as 0 and no depth makes the signal grow"
        : IsOfSines
        ? $"Start with {Start}, with which the first layer spreads its inputs over periods of the sine and the others keep the signal"
        : IsAnother
        ? Texts.Of($"Take {Activation.Name}, since no variance of weights and biases keeps both signal and gradients of {Network.Function.Name} over {Layers.Length - 1} layers, and start it with {Scheme ?? "auto"}")
            + (Network.Spec.Bias ? "; or keep it with --init auto, which shifts and scales it" : "")
        : Scheme is { } scheme ? $"Draw the weights with {scheme}"
        : $"Draw weights with {Range("σw²", Layers.Length > 2 ? Layers[1..^1] : Layers[..1], layer => layer.SigmaW2)} ({Texts.Number(Layers[0].SigmaW2)} in the first layer) and biases with {Range("σb²", Layers[..^1], layer => layer.BiasVariance)}, or start with auto";

    /// <summary>Finds the start of a network.</summary>
    /// <param name="network">The network; one hidden layer or more.</param>
    /// <param name="inputs">The second moment of its inputs; 1 is taken where it is 0 or not finite.</param>
    public static Cure Of(Network network, double inputs)
    {
        if (network.Spec.Branches > 0)
        {
            return Of(network, inputs, network.Function);
        }

        if (IsSines(network.Function))
        {
            return Of(network, inputs, network.Function);
        }

        TwoSidedStart? own = Solve(network, inputs, network.Function);
        if (own is { IsWithin: true } or { Method: StartMethod.Homogeneous })
        {
            return new(network, inputs, network.Function, own.Path.Layers);
        }

        // Where widths are to blame, another activation is no better.
        TwoSidedStart tanh = Solve(network, inputs, Activations.Tanh)!;
        return own is not null && !(Worst(tanh) < Worst(own))
            ? new(network, inputs, network.Function, own.Path.Layers)
            : new(network, inputs, Activations.Tanh, tanh.Path.Layers);
    }

    /// <summary>The start of a network with another activation.</summary>
    public static Cure Of(Network network, double inputs, Activation activation) =>
        new(network, inputs, activation, network.Spec.Branches > 0 ? Branching(network) : IsSines(activation) ? Sines(network, activation) : Solve(network, inputs, activation)!.Path.Layers);

    /// <summary>What <c>fixup-network</c> draws: a gain of 2, scaled inside of branches, and 0 at their ends and in the output layer.</summary>
    private static ImmutableArray<SignalLayer> Branching(Network network)
    {
        double inside = network.Spec.Branch == 1 ? 0 : 2 * Elementary.Pow(network.Spec.Branches, -1.0 / (network.Spec.Branch - 1));
        return
        [
            .. network.Layers.Select(layer =>
            {
                int fanIn = network.Graph.Parameters[layer.Weight.Index].Shape.Axes[0];
                double gain = layer.IsBranchEnd || layer == network.Layers[^1] ? 0 : layer.Branch > 0 ? inside : 2;
                return new SignalLayer { FanIn = fanIn, FanOut = layer.Width, WeightVariance = gain / fanIn };
            }),
        ];
    }

    private static bool IsSines(Activation activation) => activation is Sin { Frequency: > Sin.UsualFrequency };

    private static string HiddenSines(Activation activation) => Initializers.Parse($"siren({((Sin)activation).Frequency.ToString("R", CultureInfo.InvariantCulture)})").Name;

    /// <summary>What sines start from: a first layer of its own rule, and one for all others.</summary>
    private static ImmutableArray<SignalLayer> Sines(Network network, Activation activation)
    {
        (IInitializer first, IInitializer hidden) = (Initializers.Parse("siren-first"), Initializers.Parse(HiddenSines(activation)));
        return network.SignalPath(layer => layer == network.Layers[0] ? first : hidden).Layers;
    }

    private static double Worst(TwoSidedStart start) =>
        Math.Max(start.Growth.WorstForward, start.Growth.WorstBackward) is var worst && double.IsNaN(worst) ? double.PositiveInfinity : worst;

    private static TwoSidedStart? Solve(Network network, double inputs, Activation activation)
    {
        try
        {
            return TwoSidedSolver.Solve(new()
            {
                Activation = activation,
                Widths = [network.InputShape.Count, .. network.Layers.Select(layer => layer.Width)],
                InputSecondMoment = inputs > 0 && double.IsFinite(inputs) ? inputs : 1,
                Biases = network.Spec.Bias,
                Rescaling = false,
            });
        }
        catch (QuadratureException)
        {
            return null;
        }
    }

    private static string Range(string name, ImmutableArray<SignalLayer> layers, Func<SignalLayer, double> value)
    {
        (string low, string high) = (Texts.Number(layers.Min(value)), Texts.Number(layers.Max(value)));
        return low == high ? $"{name} = {low}" : $"{name} from {low} to {high}";
    }
}
