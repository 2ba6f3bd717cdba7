// Measures what papers print, at the papers' sizes, and says of each row whether it holds. The scripts beside this folder name the rows.
using System.Globalization;
using Evenkeel.Tests.Oracle;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string table = args is [{ } first, ..] ? first : "";
int? count = args.Length > 1 ? int.Parse(args[1]) : null;
bool? holds = table switch
{
    "jacobian" => JacobianRows.Write(count ?? 32),
    "coverage" => BandCoverage.Write(count ?? 200),
    "born-dead" => BornDeadRows.Write(count ?? 20_000),
    "glorot" => GlorotRows.Write(count ?? 10),
    _ => null,
};
if (holds is null)
{
    Console.Error.WriteLine($"Unknown table '{table}'; there are jacobian, coverage, born-dead and glorot.");
    return 2;
}

Console.WriteLine(holds.Value ? "all rows hold" : "some rows do not hold");
return holds.Value ? 0 : 1;
