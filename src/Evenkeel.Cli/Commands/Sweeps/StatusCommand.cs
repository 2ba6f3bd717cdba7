using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments.Studies;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Says how far a study has come.</summary>
internal sealed class StatusCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> folder = new("DIR") { Description = "The folder that 'sweep run' was given." };
    private readonly Option<bool> json = Choice.Json();

    public StatusCommand(Shell shell)
        : base("status", "Say how far a study has come: what is done, what failed, what is being run.\n\nExample:\n  evenkeel sweep status results")
    {
        this.shell = shell;
        Arguments.Add(folder);
        Options.Add(json);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        StudyFolder place = StudyFolder.Open(line.GetValue(folder)!);
        StudyResults results = place.Read();
        TrialResult[] all = [.. results.All.Select(pair => pair.Line.ReadResult())];
        int diverged = all.Count(result => result.DivergedAt is not null), aborted = all.Count(result => result.AbortedAt is not null), refused = all.Count(result => result.Refused is not null);
        string? refusal = all.FirstOrDefault(result => result.Refused is not null)?.Refused;
        int running = place.Running(shell.Clock);
        int trials = place.Study.Trials.Length;
        if (line.GetValue(json))
        {
            shell.WriteJson(document =>
            {
                document.WriteString("study", place.Study.Name);
                document.WriteNumber("cells", place.Study.Cells);
                document.WriteNumber("repeats", place.Study.Repeats);
                document.WriteNumber("trials", trials);
                document.WriteNumber("done", results.Done);
                document.WriteNumber("diverged", diverged);
                document.WriteNumber("aborted", aborted);
                document.WriteNumber("refused", refused);
                document.WriteString("refusal", refusal);
                document.WriteNumber("running", running);
                document.WriteNumber("repeated", results.Repeated);
                document.WriteNumber("foreign", results.Foreign);
                document.WriteStartArray("damaged");
                foreach (ShardDamage damage in results.Damages) RunCommand.WriteDamage(document, damage);
                document.WriteEndArray();
            });
            return;
        }

        foreach (ShardDamage damage in results.Damages) shell.Error.WriteLine(damage);
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"{(place.Study.Name.Length > 0 ? $"{place.Study.Name}: " : "")}{results.Done} of {trials} trial{(trials == 1 ? " has" : "s have")} a result ({place.Study.Cells} cell{(place.Study.Cells == 1 ? "" : "s")}, {place.Study.Repeats} seed{(place.Study.Repeats == 1 ? "" : "s")} each)."));
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"{diverged} diverged, {aborted} were ended early, {refused} cannot be run; {running} are being run."));
        if (refusal is not null) shell.Say(RunCommand.Refusal(refused, refusal));
        if (results.Foreign > 0) shell.Say(string.Create(CultureInfo.InvariantCulture, $"{results.Foreign} results belong to other trials than this version's study has; they are left aside."));
    }
}
