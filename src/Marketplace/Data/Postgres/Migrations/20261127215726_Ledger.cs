using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Journals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Type = table.Column<int>(type: "integer", nullable: false),
                    BountyId = table.Column<Guid>(type: "uuid", nullable: true),
                    EffectiveAt = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ReversesId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Journals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Journals_Journals_ReversesId",
                        column: x => x.ReversesId,
                        principalTable: "Journals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    IsNeverNegative = table.Column<bool>(type: "boolean", nullable: false),
                    Balance = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerAccounts", x => x.Id);
                    table.CheckConstraint("CK_LedgerAccounts_NeverNegative", "\"IsNeverNegative\" = FALSE OR \"Balance\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "JournalLines",
                columns: table => new
                {
                    JournalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DebitId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreditId = table.Column<Guid>(type: "uuid", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalLines", x => new { x.JournalId, x.Number });
                    table.CheckConstraint("CK_JournalLines_Amount", "\"Amount\" > 0 AND \"DebitId\" <> \"CreditId\"");
                    table.ForeignKey(
                        name: "FK_JournalLines_Journals_JournalId",
                        column: x => x.JournalId,
                        principalTable: "Journals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_JournalLines_LedgerAccounts_CreditId",
                        column: x => x.CreditId,
                        principalTable: "LedgerAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_JournalLines_LedgerAccounts_DebitId",
                        column: x => x.DebitId,
                        principalTable: "LedgerAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_JournalLines_CreditId",
                table: "JournalLines",
                column: "CreditId");

            migrationBuilder.CreateIndex(
                name: "IX_JournalLines_DebitId",
                table: "JournalLines",
                column: "DebitId");

            migrationBuilder.CreateIndex(
                name: "IX_Journals_BountyId_CreatedAt",
                table: "Journals",
                columns: new[] { "BountyId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Journals_CreatedAt",
                table: "Journals",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Journals_Key",
                table: "Journals",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Journals_ReversesId",
                table: "Journals",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerAccounts_Path_Currency",
                table: "LedgerAccounts",
                columns: new[] { "Path", "Currency" },
                unique: true);

            InsertOnly.OnPostgres(migrationBuilder, "Journals", "JournalLines");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "JournalLines");

            migrationBuilder.DropTable(
                name: "Journals");

            migrationBuilder.DropTable(
                name: "LedgerAccounts");
        }
    }
}
