using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PapersAndChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "SplitFromId",
                table: "Milestones",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Changes",
                table: "Contracts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Leader",
                table: "Contracts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Pledge",
                table: "Contracts",
                type: "TEXT",
                maxLength: 200000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PledgedBy",
                table: "Contracts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RegisteredOn",
                table: "Contracts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RegistrationNumber",
                table: "Contracts",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TechnicalKind",
                table: "Contracts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContractChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Party = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    LeaderBefore = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    LeaderAfter = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    IsMaterial = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsExtension = table.Column<bool>(type: "INTEGER", nullable: false),
                    TextBefore = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    Sha256Before = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TextAfter = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    Sha256After = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PledgeAfter = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    AnsweredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnswererName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    InForceAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContractChanges_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartialAcceptances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    RestDueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    FindingsJson = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    OfferedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfferedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    AnsweredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartialAcceptances", x => x.Id);
                    table.CheckConstraint("CK_PartialAcceptances_Part", "\"PartMinor\" > 0");
                    table.ForeignKey(
                        name: "FK_PartialAcceptances_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartialAcceptances_Milestones_MilestoneId",
                        column: x => x.MilestoneId,
                        principalTable: "Milestones",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContractChangeDues",
                columns: table => new
                {
                    ChangeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Before = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    After = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractChangeDues", x => new { x.ChangeId, x.MilestoneId });
                    table.ForeignKey(
                        name: "FK_ContractChangeDues_ContractChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "ContractChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ContractChangeDues_Milestones_MilestoneId",
                        column: x => x.MilestoneId,
                        principalTable: "Milestones",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_SplitFromId",
                table: "Milestones",
                column: "SplitFromId");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_RegistrationNumber",
                table: "Contracts",
                column: "RegistrationNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractChangeDues_MilestoneId",
                table: "ContractChangeDues",
                column: "MilestoneId");

            migrationBuilder.CreateIndex(
                name: "IX_ContractChanges_ContractId_AskedAt",
                table: "ContractChanges",
                columns: new[] { "ContractId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractChanges_OnlyOne",
                table: "ContractChanges",
                column: "ContractId",
                unique: true,
                filter: "\"Status\" IN (1, 2)");

            migrationBuilder.CreateIndex(
                name: "IX_ContractChanges_Status",
                table: "ContractChanges",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_PartialAcceptances_ContractId",
                table: "PartialAcceptances",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_PartialAcceptances_OnlyOne",
                table: "PartialAcceptances",
                column: "MilestoneId",
                unique: true,
                filter: "\"Status\" = 1");

            migrationBuilder.AddForeignKey(
                name: "FK_Milestones_Milestones_SplitFromId",
                table: "Milestones",
                column: "SplitFromId",
                principalTable: "Milestones",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Milestones_Milestones_SplitFromId",
                table: "Milestones");

            migrationBuilder.DropTable(
                name: "ContractChangeDues");

            migrationBuilder.DropTable(
                name: "PartialAcceptances");

            migrationBuilder.DropTable(
                name: "ContractChanges");

            migrationBuilder.DropIndex(
                name: "IX_Milestones_SplitFromId",
                table: "Milestones");

            migrationBuilder.DropIndex(
                name: "IX_Contracts_RegistrationNumber",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "SplitFromId",
                table: "Milestones");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "Leader",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "Pledge",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "PledgedBy",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "RegisteredOn",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "RegistrationNumber",
                table: "Contracts");

            migrationBuilder.DropColumn(
                name: "TechnicalKind",
                table: "Contracts");
        }
    }
}
