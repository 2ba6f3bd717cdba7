namespace Evenkeel.Diagnosis;

/// <summary>EK108: before the first update the network is far surer, and wronger, than one that knows nothing.</summary>
internal sealed class LossAtStartRule : IRule
{
    private const double Notice = 1.5;
    private const double Limit = 10000;

    public Finding? Examine(Evidence evidence)
    {
        double loss = evidence.First.Loss;
        if ((evidence.First.ExpectedLoss ?? evidence.Network.ChanceLoss) is not (> 0 and var expected) || double.IsNaN(loss))
        {
            return null;
        }

        return new Levels(Notice, Limit, double.MaxValue).Above(loss / expected) is not { } level ? null : new()
        {
            Code = "EK108",
            Severity = level.Severity,
            Layer = evidence.Network.Layers.Length,
            Measured = loss,
            Limit = level.Limit * expected,
            Message = double.IsInfinity(loss) ? "the first loss is infinite" : Texts.Of($"the first loss is {loss:0.00} where a network that knows nothing has {expected:0.00}"),
            Advice = "Start the last layer from smaller weights.",
            Source = $"ln C of C classes, the variance of targets; the factor: {Texts.Experiment}",
            Fixes = Fixes.ShrinkLastLayer(evidence.Network),
            Explains = ["EK109", "EK119"],
        };
    }
}
