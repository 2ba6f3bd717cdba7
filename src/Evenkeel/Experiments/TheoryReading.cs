using System.Collections.Immutable;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Experiments;

/// <summary>What theory answers; each answer is computed when it is first asked for.</summary>
public sealed class TheoryReading
{
    /// <summary>Layers beyond six depth scales of correlation seldom train: Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, 2017.</summary>
    public const double ReachOverXi = 6;

    /// <summary>The variances of biases that a critical line is shown at.</summary>
    private static readonly double[] usualBiases = [0, 0.01, 0.05, 0.1, 0.2, 0.5];

    private readonly Lazy<Gains> gains;
    private readonly Lazy<TwoSidedConflict> conflict;
    private readonly Lazy<SignalMap?> map;
    private readonly Lazy<Attractor?> attractor;
    private readonly Lazy<CriticalLine> line;
    private readonly Lazy<ImmutableArray<TrajectoryRow>> trajectory;
    private readonly Lazy<SignalPrediction?> prediction;
    private readonly Lazy<TwoSidedStart?> suggestion;
    private readonly Lazy<ImmutableArray<SchemeGrowth>> schemes;

    /// <summary>Computes nothing yet.</summary>
    /// <param name="question">What is asked.</param>
    public TheoryReading(TheoryQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Question = question;
        gains = new(() => Gains.Of(question.Activation));
        conflict = new(() => TwoSidedConflict.At(question.Activation, layers: Depth ?? 1));
        map = new(() => question.SigmaW2 is { } sigmaW2 ? new(question.Activation, sigmaW2, question.SigmaB2) : null);
        schemes = new(() => question is { Residual: null, Normalization: null } ? [.. question.Schemes.Select(scheme => SchemeGrowth.Of(scheme.Name, scheme.Path, question.InputSecondMoment))] : []);
        attractor = new(() => IsPlain && Map is { SigmaW2: var sigmaW2 } known ? AttractorOf(known, sigmaW2 * question.InputSecondMoment + question.SigmaB2) : null);
        line = new(() => new(question.Activation));
        prediction = new(() => IsPlain && question is { HasWidth: true, Path: { } path } ? FiniteWidth.Predict(path, SignalInput.One(question.InputSecondMoment)) : null);
        trajectory = new(() => TrajectoryRow.Of(this));
        suggestion = new(Suggest);
    }

    /// <summary>What was asked.</summary>
    public TheoryQuestion Question { get; }

    /// <summary>The hidden layers that were asked for; null where none were.</summary>
    public int? Depth => Question.Widths?.Length;

    /// <summary>The gains at q = 1.</summary>
    public Gains Gains => gains.Value;

    /// <summary>What keeps the signal and what keeps the gradients, at q = 1.</summary>
    public TwoSidedConflict Conflict => conflict.Value;

    /// <summary>The map of the point; null where none was given.</summary>
    public SignalMap? Map => map.Value;

    /// <summary>Whether layers follow each other without blocks or normalization, which have maps of their own.</summary>
    public bool IsPlain => Question is { Residual: null, Normalization: null };

    /// <summary>The fixed points of the plain stack's map, in ascending order; empty where no point was given.</summary>
    public ImmutableArray<FixedPoint> FixedPoints => IsPlain && Map is { } known ? known.FixedPoints() : [];

    /// <summary>Where depth takes the input; null where no point was given, or the stack is not plain.</summary>
    public Attractor? Attractor => attractor.Value;

    /// <summary>How correlations come to 1 where depth takes the input; null away from the edge of chaos.</summary>
    public CriticalApproach? Approach => Attractor?.Point is { Phase: Phase.Critical, Q: > 0 and var q } ? Map!.Approach(q) : null;

    /// <summary>The growth that each scheme gives; empty where no scheme or no depth was given.</summary>
    public ImmutableArray<SchemeGrowth> Schemes => schemes.Value;

    /// <summary>The scales of each layer whose width differs from that before it, at q = 1; the output layer is none of them.</summary>
    public IEnumerable<(int Layer, int FanIn, int FanOut, ImmutableArray<WidthRule> Rules)> WidthChanges => Question is { Widths: { } widths } && IsPlain
        ? Enumerable.Range(1, widths.Length - 1).Where(i => widths[i] != widths[i - 1]).DistinctBy(i => (widths[i - 1], widths[i]))
            .Select(i => (i + 1, widths[i - 1], widths[i], WidthRules.For(Question.Activation, widths[i - 1], widths[i])))
        : [];

    /// <summary>The probability that a layer of rectified units has none that is active on an input; null without widths, with biases, or where units are not rectified.</summary>
    public double? BornDead => Question is { HasWidth: true, Activation.Name: "relu", Path: { } path } && IsPlain && path.Layers.All(layer => layer.BiasVariance == 0)
        ? MeanField.BornDead.Probability(path)
        : null;

    /// <summary>The largest squared singular value of the plain stack's Jacobian at one width; null where its closed form is not known.</summary>
    public double? LargestSquare => Jacobian is not null && Question is { SigmaW2: > 0 and var sigmaW2, Path: { } path, Activation.Name: "linear" or "relu" }
        && path.Layers.All(layer => layer.FanIn == layer.FanOut && layer.IsOrthogonal == path.Layers[0].IsOrthogonal)
        ? JacobianTheory.LargestSquare(sigmaW2, Question.Activation.Name == "linear" ? 1 : 0.5, Depth!.Value, path.Layers[0].IsOrthogonal)
        : null;

    /// <summary>The critical points with the σb² that was asked for, or 0.</summary>
    public ImmutableArray<CriticalPoint> CriticalPoints => line.Value.ForBias(Question.SigmaB2);

    /// <summary>The critical point that a start would take: the first that attracts, else the first; null where there is none.</summary>
    public CriticalPoint? Critical => CriticalPoints.FirstOrDefault(point => point.Stability != Stability.Unstable) ?? CriticalPoints.FirstOrDefault();

    /// <summary>The critical points that half attract.</summary>
    public ImmutableArray<CriticalPoint> HalfStable => line.Value.HalfStable();

    /// <summary>The critical points of some variances of biases, with that which was asked for among them.</summary>
    public IEnumerable<(double SigmaB2, ImmutableArray<CriticalPoint> Points)> CriticalRows =>
        usualBiases.Append(Question.SigmaB2).Distinct().Order().Select(bias => (bias, line.Value.ForBias(bias)));

    /// <summary>The layers one after another; empty where no depth or no point was given.</summary>
    public ImmutableArray<TrajectoryRow> Trajectory => trajectory.Value;

    /// <summary>What layers of finite width show; null where no width was given.</summary>
    public SignalPrediction? Prediction => prediction.Value;

    /// <summary>Weights and biases that keep both sides; null where no depth was given.</summary>
    public TwoSidedStart? Suggestion => suggestion.Value;

    /// <summary>The singular values of the plain stack's Jacobian; null where there is none, or where theory knows none.</summary>
    public JacobianPrediction? Jacobian => IsPlain && Question is { Path: { } path } && path.Layers.All(layer => layer.IsIndependent || layer.IsOrthogonal)
        ? JacobianTheory.Predict(path, Question.InputSecondMoment)
        : null;

    /// <summary>Layers normalized before the activation; null where that was not asked for, or together with residual blocks.</summary>
    public NormalizedMap? Normalized => Question is { Normalization: { } over, Residual: null } ? new(Question.Activation, over, Question.SigmaW2 ?? 1, Question.SigmaB2) : null;

    /// <summary>Residual blocks; null where they were not asked for.</summary>
    public ResidualMap? Residual => Question is { Residual: { } scale, SigmaW2: { } sigmaW2, Widths: { } widths }
        ? new(
            new(Question.Activation, [new() { FanIn = widths[0], FanOut = widths[0], WeightVariance = sigmaW2 / widths[0], BiasVariance = Question.SigmaB2 }], ActivatesFirst: true),
            scale,
            Question.Normalization is null ? BlockNormalization.None : BlockNormalization.Before)
        : null;

    /// <summary>Where every second moment stays, the example that stands for all.</summary>
    private static Attractor AttractorOf(SignalMap map, double q) => map.FixedPoints() is [{ Stability: Stability.Neutral } neutral] ? new(neutral, null) : map.Attractor(q);

    private TwoSidedStart? Suggest() => Question is { Widths: { } widths, Residual: null, Normalization: null, InputSecondMoment: > 0 }
        ? TwoSidedSolver.Solve(new() { Activation = Question.Activation, Widths = [widths[0], .. widths, widths[^1]], InputSecondMoment = Question.InputSecondMoment, Factor = Question.Within })
        : null;
}
