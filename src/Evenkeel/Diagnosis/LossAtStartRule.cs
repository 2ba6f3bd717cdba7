using System.Globalization;

namespace Evenkeel.Diagnosis;

/// <summary>EK108: before the first update the network is far surer, and wronger, than one that knows nothing.</summary>
internal sealed class LossAtStartRule : IRule
{
    private const double Limit = 1.5;

    public Finding? Examine(Evidence evidence)
    {
        double loss = evidence.First.Loss;
        return evidence.Network.ChanceLoss is not { } chance || loss <= Limit * chance ? null : new()
        {
            Code = "EK108",
            Severity = loss > 3 * chance || double.IsNaN(loss) ? Severity.Error : Severity.Warning,
            Layer = evidence.Network.Layers.Length,
            Measured = loss,
            Limit = Limit * chance,
            Message = !double.IsFinite(loss) ? "the first loss is not a finite number" : string.Create(CultureInfo.InvariantCulture, $"the first loss is {loss:0.00} where a network that knows nothing has {chance:0.00}"),
            Advice = "Start the last layer from smaller weights.",
        };
    }
}
