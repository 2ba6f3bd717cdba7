using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Tests.Experiments;

/// <summary>Random experiments and random queries, the same for the same seed.</summary>
internal sealed class LinkSamples(long seed)
{
    private static readonly string[] Names = ["circle", "moon", "digits", "shapeset", "mnist", "some points.csv", "ä&b=c+d%41.csv", "upload:3f"];
    private static readonly string[] Formulas = ["tanh", "relu", "leaky-relu(0.2)", "x*sigmoid(1.702*x)", "x+1", "relu(x)^2"];
    private static readonly string[] Schedules = ["constant", "cosine", "warmup(10)+cosine", "step(300, 0.1)"];
    private static readonly string[] Defaulted =
    [
        "",
        "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full&steps=1000000",
        "data=digits&hidden=300x4&activation=tanh&init=xavier&lr=0.1&batch=100",
        "data=t.csv&regression=true&label=y&train=5&clip=1&steps=7&rates=3:1&step=9&seed=4&repeats=1",
    ];

    private static readonly string[] Broken =
    [
        "", "0", "-1", "1e400", "NaN", "Infinity", "-0", "99999999999999999999999", "%", "%2", "%zz", "%ff%fe", "%00", "x", "none", "full", "true", ",", ",,,", "(", ")", "((((", "a(b", "300x4", "4x300x3",
        "x^x^x^x", "sin(sin(sin(x)))", "1/0", "lsuv(lsuv)", "xavier*", "xavier*-1", "xavier*1e300", "uniform(", "constant(nan)", "auto(factor=0)", "torch:default", "keras:", ":", "1:2,1:3", "5:-1", "💥", "\ud800", "\u202e",
        "+", "a+b", "warmup(1)+cosine", "step(0,0)", "0x10", "1_000", "١٢", "digits", "circle", "hinge", "mse", "adam", "numpy-legacy", "jax",
    ];

    private static readonly string[] Known = [.. Initializers.All.Select(entry => entry.Name), .. Starts.All.Select(entry => entry.Name)];

    private RandomSequence random = ((Seed)seed).Sequence();

    public ComparisonSpec Spec()
    {
        bool regression = Below(5) == 0;
        int branch = Below(4) == 0 ? 1 + Below(3) : 0;
        return new()
        {
            Data = new()
            {
                Name = Pick(Names), Label = Below(3) == 0 ? "a label, +100 %" : null, Regression = regression, Standardize = Below(2) == 0,
                Train = Below(2) == 0 ? 1 + Below(900) : null, Test = Below(2) == 0 ? 1 + Below(900) : null, TestFraction = Below(100) / 100.0,
            },
            Network = new()
            {
                Hidden = branch > 0 ? [.. Enumerable.Repeat(1 + Below(3), 1 + branch * (1 + Below(3)))] : [.. Enumerable.Range(0, Below(6)).Select(_ => 1 + Below(3))], Branch = branch, Activation = Activations.Parse(Pick(Formulas)).Name,
                Loss = (LossKind)Below(3), Bias = Below(3) > 0, Outputs = Below(3),
            },
            Training = new()
            {
                Optimizer = Pick([.. Optimizers.All]), LearningRate = Number(), Schedule = Pick(Schedules), Batch = Below(50), Epochs = Below(20), Steps = Below(2) == 0 ? Below(1000) : null,
                WeightDecay = Below(2) == 0 ? 0 : Number(), Clip = Below(2) == 0 ? null : Number(), Shuffle = (Shuffle)Below(2),
            },
            Schemes = Schemes(),
            Seed = Below(2000),
            Rng = Pick([.. Generators.Names]),
            Repeats = 1 + Below(9),
            Target = (1 + Below(99)) / 100.0,
        };
    }

    public int Step() => Below(2) == 0 ? 0 : Below(100_000);

    public RateChanges Rates()
    {
        RateChanges rates = RateChanges.None;
        for (int count = Below(4); count > 0; count--)
        {
            rates = rates.With(new(Below(1000), Number()));
        }

        return rates;
    }

    public string Defaults() => Pick(Defaulted);

    /// <summary>A query of known keys and others, with values that are right, wrong, and torn.</summary>
    public string Query()
    {
        string query = string.Join('&', Enumerable.Range(0, Below(7)).Select(_ => $"{Key()}={Value()}"));
        for (int tears = Below(4); tears > 0 && query.Length > 0; tears--)
        {
            int at = Below(query.Length);
            query = Below(3) switch
            {
                0 => query.Remove(at, 1),
                1 => query.Insert(at, ((char)(32 + Below(96))).ToString()),
                _ => query[..at] + (char)Below(0x10000) + query[(at + 1)..],
            };
        }

        return query;
    }

    private string Key() => Below(8) == 0 ? Pick(["view", "hiden", "", "data ", "%64ata"]) : ExperimentLink.Keys[Below(ExperimentLink.Keys.Count)];

    private string Value() => Below(4) switch
    {
        0 => ExperimentLink.Write(Spec(), Step(), Rates(), "").Split('&')[0].Split('=')[^1],
        1 => Uri.EscapeDataString(string.Join(',', Enumerable.Range(0, Below(4)).Select(_ => Below(3) == 0 ? Pick(Broken).Replace("\ud800", "") : Pick(Known)))),
        2 => Pick(Broken) + Pick(Broken),
        _ => Pick(Broken),
    };

    private ImmutableArray<string> Schemes()
    {
        string[] texts = ["zero", "xavier", "xavier*0.01", "he-normal", "normal(0.5, mean=0.1)", "orthogonal(1.5)", "lsuv", "normal(0.01)", "places(first=normal(0.5, mean=0.1), last=zero)"];
        return [.. Enumerable.Range(0, 1 + Below(4)).Select(_ => Starts.Parse(Pick(texts)).Name).Distinct()];
    }

    private double Number() => (1 + Below(100_000)) / 4096.0 * (Below(2) == 0 ? 1e-9 : 1);

    private T Pick<T>(T[] choices) => choices[Below(choices.Length)];

    private int Below(int limit) => random.NextBelow(limit);
}
