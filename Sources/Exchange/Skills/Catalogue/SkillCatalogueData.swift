extension SkillCatalogue {
    static let data = """
        excel | Excel | microsoft excel, ms excel, xls, xlsx, spreadsheets, tabellenkalkulation, hojas de cálculo
        excel-vba | Excel macros and VBA | vba, excel macros, visual basic for applications
        google-sheets | Google Sheets | gsheets, google spreadsheets, google tabellen
        google-workspace | Google Workspace | gsuite, google docs, google drive
        word | Microsoft Word | ms word, word, winword, word processing, textverarbeitung
        powerpoint | PowerPoint | microsoft powerpoint, ppt, pptx, google slides, keynote
        outlook | Microsoft Outlook | outlook, email management
        libreoffice | LibreOffice | openoffice
        notion | Notion | notion.so
        obsidian | Obsidian | zettelkasten, personal knowledge management, pkm
        airtable | Airtable
        microsoft-access | Microsoft Access | ms access
        power-bi | Power BI | microsoft power bi, dax
        tableau | Tableau
        data-analysis | Data analysis | data analytics, datenanalyse, análisis de datos
        data-visualisation | Data visualisation | data visualization, dataviz, d3, d3.js, infographics
        data-science | Data science | data scientist, ciencia de datos
        data-engineering | Data engineering | etl, apache spark, spark, airflow, kafka
        machine-learning | Machine learning | ml, maschinelles lernen, aprendizaje automático, scikit-learn
        deep-learning | Deep learning | neural networks, pytorch, tensorflow, keras
        artificial-intelligence | Artificial intelligence | ai, künstliche intelligenz, inteligencia artificial
        nlp | Natural language processing | nlp, computational linguistics, large language models, llm
        computer-vision | Computer vision | opencv, image recognition
        prompt-writing | Using AI assistants | prompt engineering, prompting, chatgpt
        sql | SQL | structured query language, sql queries
        postgresql | PostgreSQL | postgres, psql, pgsql
        mysql | MySQL | mariadb
        sqlite | SQLite
        mongodb | MongoDB | mongo, nosql
        oracle-database | Oracle Database | oracle, pl/sql
        database-design | Database design | data modelling, data modeling, databases, datenbanken, bases de datos
        r | R | r programming, rstats, r language, tidyverse, rstudio
        matlab | MATLAB | gnu octave, simulink
        spss | SPSS | ibm spss
        stata | Stata
        pandas | pandas and NumPy | pandas, numpy, jupyter
        gis | Geographic information systems | gis, qgis, arcgis, geodata, geoinformation
        latex | LaTeX | overleaf, tex typesetting
        touch-typing | Touch typing | typing, ten finger typing, zehnfingersystem, tastschreiben, mecanografía
        computer-basics | Computer basics | computer literacy, windows, macos, pc grundlagen, informática básica
        smartphone-basics | Smartphone basics | smartphone, tablet basics, handy bedienen
        online-privacy | Online privacy | digital privacy, datenschutz, password managers, internet safety
        home-automation | Smart home | home automation, home assistant, openhab, hausautomation
        """
}
