using System.CommandLine;
using Evenkeel.Cli.Host;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Options;

/// <summary>The options that say which tensors of a model are drawn anew, and how.</summary>
internal sealed class ReinitOptionSet
{
    private const string Native = "native";

    private const string Untrained = "untrained";

    private readonly Option<string?> scheme = Choice.Text("--scheme", "SCHEME", "Draw all chosen tensors by one scheme, as --init takes it.", [.. Initializers.All.Select(entry => entry.Name)]);
    private readonly Option<string?> like = Choice.Text("--like", Untrained, "Draw each tensor that looks untrained by the scheme that made it; all roles.", Untrained);
    private readonly Option<bool> auto = Choice.Switch("--auto", "Draw each tensor by what it does and by the activation behind its layer; all roles.");
    private readonly Option<string[]> only = Several("--only", "GLOB", "Tensors whose names a pattern covers, * for any letters; may stand several times.");
    private readonly Option<string[]> except = Several("--except", "GLOB", "Tensors that stay as they are; may stand several times.");
    private readonly Option<string[]> role = Several("--role", "ROLE", $"Tensors of a role, with their biases: {string.Join(", ", ModelRoles.AllWords)}; may stand several times.");
    private readonly Option<string?> roles = Choice.Text("--roles", "FILE", "Say what tensors do: lines of a pattern, a role and settings, such as: up*.weight transposed stride=2; or JSON.");
    private readonly Option<long?> seed = Choice.Seed("Decides every number; each tensor draws from the fork of its name; 0 by default.");
    private readonly Option<string?> rng = Choice.Text("--rng", "NAME", "Whose random numbers: native, the only ones that depend on no order.", Native);

    public ReinitOptionSet() => role.CompletionSources.Add([.. ModelRoles.AllWords]);

    /// <summary>Adds all options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [scheme, like, auto, only, except, role, roles, seed, rng];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What becomes of each tensor of a file.</summary>
    public Reinitialization Read(ParseResult line, string model, TensorFile file, Workers workers, CancellationToken stop)
    {
        ReinitMode mode = Mode(line);
        if (line.GetValue(rng) is { } generator && !string.Equals(generator, Native, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--rng is '{Native}', but got '{generator}': numbers that come one after the other would make each tensor depend on those before it; 'draw --rng {generator}' makes a single one.");
        }

        RoleRules? rules = line.GetValue(roles) is { } path ? RoleRules.Parse(TextFile.Read(path), Path.GetFileName(path)) : null;
        return Reinitialization.Plan(file, ModelRoles.Assign(file, rules), new()
        {
            Mode = mode,
            Scheme = line.GetValue(scheme),
            Maker = mode == ReinitMode.Untrained ? ReinitMaker.Of(model, new() { Roles = rules, Threads = workers.Count, Stop = stop }) : null,
            Only = [.. line.GetValue(only) ?? []],
            Except = [.. line.GetValue(except) ?? []],
            Roles = [.. (line.GetValue(role) ?? []).Select(ModelRoles.Find)],
            Seed = line.GetValue(seed) ?? 0,
            Workers = workers,
        });
    }

    private ReinitMode Mode(ParseResult line)
    {
        (bool byScheme, bool byMaker, bool byRole) = (line.GetValue(scheme) is not null, line.GetValue(like) is not null, line.GetValue(auto));
        if ((byScheme ? 1 : 0) + (byMaker ? 1 : 0) + (byRole ? 1 : 0) != 1)
        {
            throw new UsageException(byScheme || byMaker || byRole
                ? "--scheme, --like and --auto each say how tensors are drawn; leave all but one out."
                : $"'reinit' needs to know how tensors are drawn: --scheme SCHEME, such as --scheme he-normal, --like {Untrained}, or --auto.");
        }

        return line.GetValue(like) is { } word && word != Untrained ? throw new UsageException($"--like is '{Untrained}', but got '{word}'.")
            : byScheme ? ReinitMode.Scheme : byMaker ? ReinitMode.Untrained : ReinitMode.Auto;
    }

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
