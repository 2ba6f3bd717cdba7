using System.Globalization;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Sessions;

/// <summary>An experiment as a command line.</summary>
internal static class CommandText
{
    public static string Of(ComparisonSpec spec) => string.Create(CultureInfo.InvariantCulture,
        $"evenkeel compare --data {spec.Data.Name} --hidden {(spec.Network.Hidden.IsEmpty ? "none" : string.Join(',', spec.Network.Hidden))} --activation '{spec.Network.Activation}' --init '{string.Join(',', spec.Schemes)}' --lr {spec.Training.LearningRate} --batch {(spec.Training.Batch == 0 ? "full" : spec.Training.Batch)} --seed {spec.Seed}");
}
