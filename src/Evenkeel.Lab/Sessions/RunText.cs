using Evenkeel.Data;
using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Sessions;

/// <summary>Describes runs to a page, with what theory predicts of them.</summary>
internal static class RunText
{
    /// <summary>Describes a run at its start.</summary>
    public static OpenedRun Describe(SessionRun run, DataSplit data) => new(run.Training.Scheme, run.Formula, null, null);
}
