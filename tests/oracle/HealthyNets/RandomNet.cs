using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Oracle;

/// <summary>A network as somebody might start one, sensible or not.</summary>
/// <param name="Number">Which: its seed, too.</param>
/// <param name="Activation">Any of the library.</param>
/// <param name="Depth">Hidden layers, 1 … 32.</param>
/// <param name="Width">Units of each, 16 … 128.</param>
/// <param name="Scheme">The initializer.</param>
public sealed record RandomNet(int Number, string Activation, int Depth, int Width, string Scheme)
{
    private const int Steps = 500;
    private const int StepsBetween = 25;
    private const double Enough = 0.95;

    /// <summary>The learning rates of which one must do.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0.1, 0.03, 0.01, 0.3, 0.003];

    /// <summary>Draws a network.</summary>
    /// <param name="number">Decides all of it.</param>
    public static RandomNet Of(int number)
    {
        RandomSequence random = ((Seed)number).For("net").Sequence();
        string activation = Activations.All[random.NextBelow(Activations.All.Count)].Name;
        int depth = (int)Math.Pow(2, random.NextUniform(0, 5.01));
        int width = (int)Math.Pow(2, random.NextUniform(4, 7));
        string[] schemes =
        [
            "xavier", "glorot-normal", "glorot-uniform", "he-normal", "he-uniform", "lecun-normal", "orthogonal", "torch:default", "keras:glorot_uniform",
            $"activation-gain({activation})", $"activation-gain({activation}, keep=gradient)", "normal(0.01)", "normal(0.1)", "normal(1)", "uniform(0.1)", "truncated-normal(0.02)", "constant(0.1)", "zero",
            Scaled("xavier", random.NextUniform(-2, 2)), Scaled("he-normal", random.NextUniform(-2, 2)), Scaled("orthogonal", random.NextUniform(-1, 1)),
            Scaled($"activation-gain({activation})", random.NextUniform(-1, 1)),
        ];
        return new(number, activation, depth, width, schemes[random.NextBelow(schemes.Length)]);
    }

    /// <summary>The network for some data.</summary>
    /// <param name="data">What it learns.</param>
    public Network For(IDataSet data) => Network.For(new() { Hidden = [.. Enumerable.Repeat(Width, Depth)], Activation = Activation }, data);

    /// <summary>Its first parameters.</summary>
    /// <param name="network">What <see cref="For"/> made.</param>
    public ParameterStore Start(Network network) => network.Initialize(Initializers.Parse(Scheme), (Seed)Number);

    /// <summary>The first of the rates at which it reaches 95 % of its training data within 500 steps; null where none does.</summary>
    /// <param name="data">What it learns.</param>
    public double? RateThatTrains(IDataSet data)
    {
        foreach (double rate in Rates)
        {
            if (Trains(data, rate))
            {
                return rate;
            }
        }

        return null;
    }

    private bool Trains(IDataSet data, double rate)
    {
        Network network = For(data);
        ParameterStore parameters = Start(network);
        Trainer trainer = new(network, parameters, data, new() { LearningRate = rate, Batch = 32, Steps = Steps }, (Seed)Number, Workers.One);
        Evaluator evaluator = new(network, parameters, data, Workers.One);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Diverged)
            {
                return false;
            }

            if (step.Step % StepsBetween == 0 && evaluator.Evaluate().Accuracy >= Enough)
            {
                return true;
            }
        }

        return false;
    }

    private static string Scaled(string scheme, double exponent) => string.Create(CultureInfo.InvariantCulture, $"{scheme}*{Math.Pow(10, exponent):0.###}");
}
