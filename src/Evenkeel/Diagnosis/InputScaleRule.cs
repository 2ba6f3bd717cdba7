using Evenkeel.Numerics;

namespace Evenkeel.Diagnosis;

/// <summary>EK121: the inputs are far from mean 0 and size 1.</summary>
internal sealed class InputScaleRule : IRule
{
    private const double Notice = 10;
    private const double Limit = 100;
    private const double Grave = 10000;

    /// <summary>The share of the second moment that is the mean's square, above which the mean is what all samples have in common.</summary>
    private const double Share = 0.9;

    public Finding? Examine(Evidence evidence)
    {
        Moments inputs = evidence.First.Inputs;
        double size = Math.Sqrt(inputs.SecondMoment);
        double factor = size > 1 ? size : 1 / size;
        if (!(size > 0) || !double.IsFinite(size))
        {
            return null;
        }

        (Severity Severity, double Limit)? level = new Levels(Notice, Limit, Grave).Above(factor);
        double share = inputs.Mean * inputs.Mean / inputs.SecondMoment;
        if (level is null && share <= Share)
        {
            return null;
        }

        bool isLarge = size > 1;
        return new()
        {
            Code = "EK121",
            Severity = level?.Severity ?? Severity.Info,
            Measured = level is null ? share : size,
            Limit = level is not { } passed ? Share : isLarge ? passed.Limit : 1 / passed.Limit,
            Message = level is null
                ? Texts.Of($"the inputs have mean {inputs.Mean:0.###} and deviation {inputs.StandardDeviation:0.###}, so {100 * share:0} % of what the first layer sees is the same in every sample")
                : Texts.Of($"the inputs have a size of {size:G3} where the initializers expect about 1"),
            Advice = "Take the mean off the inputs and divide them by their standard deviation.",
            Source = level is null ? "LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998, section 4.3" : "size 1: LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998, section 4.3; the factors are conventions",
            Fixes = Fixes.NormalizeInputs(inputs.Mean, inputs.StandardDeviation > 0 ? inputs.StandardDeviation : 1),
            Explains = level is null ? ["EK111", "EK115"] : isLarge ? ["EK104", "EK105", "EK106", "EK108", "EK109", "EK114", "EK115", "EK116", "EK119"] : ["EK104", "EK119"],
        };
    }
}
