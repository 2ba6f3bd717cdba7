namespace Evenkeel.Diagnosis;

/// <summary>EK108: the network is far surer, and wronger, than one that knows nothing.</summary>
internal sealed class LossAtStartRule : IRule
{
    private const double Notice = 1.5;
    private const double Limit = 10000;

    /// <summary>The share of the loss below which the outputs have no part in it.</summary>
    private const double TargetsAlone = 0.1;

    public Finding? Examine(Evidence evidence)
    {
        double loss = evidence.First.Loss;
        bool isStart = evidence.Step == 0;
        string which = isStart ? "the first loss is" : Texts.Of($"after {evidence.Step} steps the loss is");
        if ((evidence.First.ExpectedLoss ?? evidence.Network.ChanceLoss) is not (> 0 and var expected) || double.IsNaN(loss))
        {
            return null;
        }

        bool isByTargets = evidence.Network.Classes == 0 && evidence.First.Outputs.SecondMoment < TargetsAlone * loss;
        return new Levels(Notice, Limit, double.MaxValue).Above(loss / expected) is not { } level ? null : new()
        {
            Code = "EK108",
            Severity = level.Severity,
            Layer = evidence.Network.Layers.Length,
            Measured = loss,
            Limit = level.Limit * expected,
            Message = double.IsInfinity(loss) ? $"{which} infinite" : Texts.Of($"{which} {Texts.Loss(loss)} where a network that knows nothing has {Texts.Loss(expected)}"),
            Advice = isByTargets ? "The targets are far from 0, not the outputs: bring them to mean 0 and variance 1, or start the last layer's bias at their mean."
                : isStart ? "Start the last layer from smaller weights." : "Lower the learning rate, or start from smaller weights.",
            Source = $"ln C of C classes, the variance of targets; the factor: {Texts.Experiment}",
            Fixes = isByTargets ? [] : isStart ? Fixes.ShrinkLastLayer(evidence) : evidence is { LearningRate: { } rate, Optimizer: { } optimizer } ? Fixes.LearningRate(rate / 10, optimizer) : [],
            Explains = ["EK109", "EK119"],
        };
    }
}
